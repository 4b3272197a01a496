import { defineWords } from '../words/words.ts'

/** Reports of other programs, whose columns are known and whose words may not be. */
export const REPORT_WORDS = defineWords('data-report', {
  zh: {
    recognised: '识别为：{{report}}',
    needsNothing: '这种报表的列不用对应，直接读取。',
    wordsTitle: '这些说法是什么情况？',
    wordsMore: '报表里有没见过的说法，没有猜测。每个说明一次；记住以后，下个月同样的报表不再询问。',
    word: '报表中的说法',
    example: '例子',
    means: '是什么',
    nothing: '不是考勤事件，不算',
    granted: '算：已批准',
    notGranted: '不算：不读取这些行',
    choose: '请选择',
    late: '“迟到”的次数是否已经包含“严重迟到”',
    lateFound: '报表中例如：{{found}}。',
    separate: '不包含：各算各的',
    contains: '已包含：迟到减去严重迟到，不重复计',
    remember: '提交后记住这些回答',
  },
  en: {
    recognised: 'Recognised as: {{report}}',
    needsNothing: 'The columns of this report need no mapping: it is read as it is.',
    wordsTitle: 'What do these words mean?',
    wordsMore:
      'The report has words that were not seen before, and nothing is guessed. Each is answered once; kept, it is not asked again of next month’s report.',
    word: 'In the report',
    example: 'Example',
    means: 'Means',
    nothing: 'No event, does not count',
    granted: 'Counts: was granted',
    notGranted: 'Does not count: leave these rows out',
    choose: 'Choose',
    late: 'Whether counts of lateness have serious lateness in them',
    lateFound: 'In the report, for example: {{found}}.',
    separate: 'No: each counts by itself',
    contains: 'Yes: serious lateness is taken off, and counts once',
    remember: 'Keep these answers once committed',
  },
})
