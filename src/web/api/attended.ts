/** Whoever touched nothing for this long may have left; what the screen asks by itself then is no sign of life. */
const TOUCH_MS = 60_000
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'input'] as const

let touched = performance.now()
for (const kind of TOUCHES) {
  // Figures are written outside of a browser too.
  globalThis.addEventListener?.(
    kind,
    () => {
      touched = performance.now()
    },
    { capture: true, passive: true },
  )
}

/** Whether somebody is at the screen: they touched it a moment ago, or it was opened a moment ago. */
export function isAttended(): boolean {
  return performance.now() - touched < TOUCH_MS
}
