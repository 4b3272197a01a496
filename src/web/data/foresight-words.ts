import { defineWords } from '../words/words.ts'

/** What committing an upload would come to. */
export const FORESIGHT_WORDS = defineWords('data-foresight', {
  zh: {
    changes: '将要改变的记录',
    which: '显示哪些记录',
    changed: '修改 {{n}}',
    new: '新增 {{n}}',
    table: '数据表',
    allTables: '全部表',
    none: '没有这样的记录。',
    record: '记录',
    row: '行',
    content: '内容',
    becomes: '→',
    blank: '空',
    more: '再看 20 条',
    of: '已列出 {{n}} 条，共 {{all}} 条',
  },
  en: {
    changes: 'Records that would change',
    which: 'Which records',
    changed: '{{n}} changed',
    new: '{{n}} new',
    table: 'Table',
    allTables: 'All tables',
    none: 'There are none.',
    record: 'Record',
    row: 'Row',
    content: 'Content',
    becomes: '→',
    blank: 'blank',
    more: '20 more',
    of: '{{n}} of {{all}} listed',
  },
})
