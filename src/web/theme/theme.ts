import { type ThemeConfig, theme } from 'antd'

const FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif'

/** Calm and dense; every pair of colours passes WCAG AA (the library's own blue does not). */
export function themeOf(dark: boolean): ThemeConfig {
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    cssVar: { key: 'quanheng' },
    hashed: false,
    token: {
      colorPrimary: dark ? '#3c89e8' : '#0958d9',
      // Derived lighter, white letters on it would fail.
      ...(dark ? {} : { colorPrimaryHover: '#0747b3' }),
      colorLink: dark ? '#6aa8f0' : '#0958d9',
      colorSuccess: dark ? '#49aa19' : '#237804',
      colorWarning: dark ? '#d89614' : '#ad6800',
      colorError: dark ? '#e5575c' : '#cf1322',
      colorTextSecondary: dark ? 'rgba(255,255,255,0.72)' : 'rgba(0,0,0,0.68)',
      colorTextTertiary: dark ? 'rgba(255,255,255,0.62)' : 'rgba(0,0,0,0.6)',
      colorTextDescription: dark ? 'rgba(255,255,255,0.68)' : 'rgba(0,0,0,0.64)',
      colorTextPlaceholder: dark ? 'rgba(255,255,255,0.55)' : 'rgba(0,0,0,0.56)',
      fontFamily: FONT,
      borderRadius: 6,
      // Whoever asks their system for less motion gets none.
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      wireframe: false,
    },
    components: {
      Table: { cellPaddingBlock: 10, cellPaddingInline: 12 },
      Button: dark
        ? {
            colorPrimary: '#1668dc',
            colorPrimaryHover: '#1559bf',
            colorPrimaryActive: '#124ca3',
            defaultHoverColor: '#6aa8f0',
            defaultHoverBorderColor: '#6aa8f0',
            defaultActiveColor: '#6aa8f0',
            defaultActiveBorderColor: '#6aa8f0',
            dangerColor: '#1f0506',
          }
        : {},
    },
  }
}
