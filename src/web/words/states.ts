import { defineWords } from './words.ts'

/** What a period is at 阶段, and who works then. */
export const STATE_WORDS = defineWords('states', {
  zh: {
    collecting: '收集数据',
    evaluating: '评分',
    review: '复核',
    published: '已公布',
    closed: '已关闭',
  },
  en: {
    collecting: 'Collecting',
    evaluating: 'Evaluating',
    review: 'Review',
    published: 'Published',
    closed: 'Closed',
  },
})
