/** mathjs in one file; its package has types for the module of many files only. */
declare module 'mathjs/lib/browser/math.js' {
  import type { ConfigOptions, isBigNumber, MathJsInstance } from 'mathjs'

  interface Bundle {
    /** An instance of its own with all functions, each made when it is first used. */
    create(config: ConfigOptions): MathJsInstance
    readonly isBigNumber: typeof isBigNumber
  }
  const mathjs: Bundle
  export = mathjs
}
