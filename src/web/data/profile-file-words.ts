import { defineWords } from '../words/words.ts'

/** Kept mappings as files. */
export const PROFILE_FILE_WORDS = defineWords('data-profile-files', {
  zh: {
    export: '导出',
    import: '导入方案',
    importMore: '别处导出的方案（JSON）；表头相同的旧方案会被替换。',
    noJson: '这个文件不是 JSON。请选择“导出”得到的文件。',
  },
  en: {
    export: 'Export',
    import: 'Import a profile',
    importMore: 'A profile that was exported elsewhere (JSON); one of the same headers is replaced.',
    noJson: 'This file is no JSON. Choose one that "Export" wrote.',
  },
})
