/** Search and messages: what can be reached from every screen. */
export function HeaderTools() {
  return null
}
