/** mathjs in one file, as it is made for browsers. What we use of it is typed as in the package itself. */
declare module 'mathjs/lib/browser/math.js' {
  import type { ConfigOptions, isBigNumber, MathJsInstance } from 'mathjs'

  interface Bundle {
    /** An instance of its own with all functions, each made when it is first used. */
    create(config: ConfigOptions): MathJsInstance
    readonly isBigNumber: typeof isBigNumber
  }
  const bundle: Bundle
  export = bundle
}
