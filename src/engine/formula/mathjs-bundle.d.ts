/** mathjs in one file; its package has types for the module of four hundred files only. */
declare module 'mathjs/lib/browser/math.js' {
  import type { ConfigOptions, MathJsInstance } from 'mathjs'

  const mathjs: { create(config: ConfigOptions): MathJsInstance }
  export = mathjs
}
