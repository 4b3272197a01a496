// Before the first paint: the appearance that was chosen here, else the system's.
;(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('quanheng.appearance')
  } catch {}
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.appearance = dark ? 'dark' : 'light'
})()
