import { defineWords } from '../words/words.ts'

export const HOME = defineWords('home', { zh: { title: '首页' }, en: { title: 'Home' } })
