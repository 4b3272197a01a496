import { ConfigProvider } from 'antd'
import enGB from 'antd/locale/en_GB'
import zhCN from 'antd/locale/zh_CN'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDark } from './appearance.ts'
import { themeOf } from './theme.ts'

/** Colours, sizes and the library's own words for everything inside. */
export function Themed({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation()
  return (
    <ConfigProvider theme={themeOf(useDark())} locale={i18n.language === 'en' ? enGB : zhCN} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  )
}
