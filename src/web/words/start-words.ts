import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { rememberedLanguage } from './language.ts'

/** Before anything else is loaded that has words. Keys are flat and text is escaped by React. */
const language = rememberedLanguage()
document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
void i18next.use(initReactI18next).init({
  lng: language,
  fallbackLng: 'zh',
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
})
