/** The kinds of file that a choice of files shows first; what a file is stands in its bytes, so that any other may be dropped too. */
export const ACCEPTED_FILES = '.xlsx,.xlsm,.xlsb,.xls,.et,.ods,.csv,.tsv,.txt,.xml,.htm,.html,.gz'
