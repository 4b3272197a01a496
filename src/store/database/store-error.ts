import { messageOf, type Problem, type ProblemCatalogue, problemsOf } from '../../base/problem.ts'

/** What can go wrong with the database itself; nothing here is about the user's records. */
export const STORE_PROBLEMS = {
  database_must_be_known: {
    severity: 'error',
    zh: '不认识数据库地址“{url}”。请写 SQLite 文件的路径（例如 file:./quanheng.sqlite），或 postgres:// 开头的地址。',
    en: 'The database address "{url}" is not understood. Write the path of an SQLite file (such as file:./quanheng.sqlite) or an address that begins with postgres://.',
  },
  database_must_be_reachable: {
    severity: 'error',
    zh: '打不开数据库“{url}”：{detail}。请检查地址、账号以及数据库服务是否已启动。',
    en: 'The database "{url}" cannot be opened: {detail}. Check the address and the account, and that the database is running.',
  },
  database_folder_must_exist: {
    severity: 'error',
    zh: '数据库“{url}”所在的文件夹“{folder}”不存在。请先建立文件夹，或改写路径。',
    en: 'The folder "{folder}" of the database "{url}" does not exist. Create the folder first, or correct the path.',
  },
  database_must_not_be_busy: {
    severity: 'error',
    zh: '数据库“{url}”正被另一个程序写入。请等它结束后再运行。',
    en: 'Another program is writing to the database "{url}". Wait until it has finished, then run this again.',
  },
  database_must_have_room: {
    severity: 'error',
    zh: '数据库“{url}”所在的磁盘已满（{detail}）。本次没有保存任何数据；请清理磁盘后重试。',
    en: 'The disk of the database "{url}" is full ({detail}). Nothing of this run was stored; make room, then run this again.',
  },
  database_must_answer: {
    severity: 'error',
    zh: '数据库“{url}”没有完成操作：{detail}。本次没有保存任何数据。',
    en: 'The database "{url}" did not carry out a statement: {detail}. Nothing of this run was stored.',
  },
  database_must_have_one_server: {
    severity: 'error',
    zh: '数据库“{url}”已有一个服务器在使用：主机 {host}，进程号 {pid}，自 {since} 起。一个数据库只能由一个服务器使用，本次没有启动。请先停止那一个，或指定另一个数据库。',
    en: 'A server is using the database "{url}" already: on {host}, process {pid}, since {since}. A database is served by one server alone, so this one did not start. Stop the other first, or name another database.',
  },
  database_must_stay_with_one_server: {
    severity: 'error',
    zh: '数据库“{url}”已由另一个服务器接管（主机 {host}，进程号 {pid}），因为本服务器长时间没有响应。本服务器已停止。',
    en: 'Another server (on {host}, process {pid}) took over the database "{url}", because nothing was heard of this one for long. This one has stopped.',
  },
  database_must_be_empty: {
    severity: 'error',
    zh: '数据库“{url}”已有数据，没有恢复。请指定一个新的、空的数据库。',
    en: 'The database "{url}" holds data already, so nothing was restored. Name a new, empty database.',
  },
  backup_file_must_exist: {
    severity: 'error',
    zh: '没有找到文件“{file}”。请检查路径。',
    en: 'There is no file "{file}". Check the path.',
  },
  backup_file_must_not_exist: {
    severity: 'error',
    zh: '文件“{file}”已存在，没有改动它。请换一个文件名。',
    en: 'The file "{file}" exists already and was left as it is. Choose another name.',
  },
  backup_must_be_whole: {
    severity: 'error',
    zh: '备份“{file}”的审计日志在第 {entry} 条处断开（{what}），没有恢复。请使用另一份备份。',
    en: 'The audit trail of the backup "{file}" breaks at entry {entry} ({what}), so nothing was restored. Use another backup.',
  },
  backup_must_hold_a_database: {
    severity: 'error',
    zh: '文件“{file}”是空的，或不是权衡的备份，没有恢复。请检查文件。',
    en: 'The file "{file}" is empty or no backup of Quanheng, so nothing was restored. Check the file.',
  },
  backup_must_be_proved: {
    severity: 'error',
    zh: '备份“{file}”无法证明：{reason_zh}。没有恢复。请用 QUANHENG_DATA 或 QUANHENG_AUDIT_KEY 指出密钥所在；另能确认备份来源时可加 --unproved。',
    en: 'The backup "{file}" cannot be proved: {reason_en}. Nothing was restored. Say by QUANHENG_DATA or QUANHENG_AUDIT_KEY where the key is; where you are sure of the backup otherwise, add --unproved.',
  },
  trail_key_must_be_private: {
    severity: 'error',
    zh: '审计密钥文件 {path} 可被其他用户读取。请执行 chmod 600。',
    en: 'Others can read the key of the audit trail in {path}. Run chmod 600 on it.',
  },
  trail_key_must_be_a_key: {
    severity: 'error',
    zh: '审计密钥文件 {path} 中有不足 32 个字符的密钥。请从备份恢复这个文件。',
    en: 'The file of the audit trail’s keys {path} holds a key of fewer than 32 characters. Restore the file from a backup.',
  },
  trail_key_must_be_there: {
    severity: 'error',
    zh: '文件 {path} 中没有审计密钥 {key}，数据库的审计日志用它签写；没有写入任何内容。请用 QUANHENG_DATA 或 QUANHENG_AUDIT_KEY 指出密钥所在，或从备份恢复它；确已丢失时运行 quanheng audit seal。',
    en: 'The file {path} does not hold the key {key}, with which the audit trail of the database is written; nothing was written. Say by QUANHENG_DATA or QUANHENG_AUDIT_KEY where it is, or restore it from a backup; where it is lost for good, run `quanheng audit seal`.',
  },
  trail_must_be_as_written_down: {
    severity: 'error',
    zh: '数据文件夹记下审计日志有 {entries} 条，数据库中却没有带密钥的日志：有人删去了它，或这是另一个数据库。请从备份恢复；确认无误时运行 quanheng audit seal --reason 说明原因。',
    en: 'The data folder says that the audit trail had {entries} entries, but that of the database has none with a key: somebody removed them, or it is another database. Restore a backup; where it is right so, run `quanheng audit seal --reason` and say why.',
  },
  trail_must_not_be_empty: {
    severity: 'error',
    zh: '数据库有账号，却没有审计日志：有人删去了它。请从备份恢复；确认无误时运行 quanheng audit seal --reason 说明原因。',
    en: 'The database has accounts and no audit trail: somebody removed it. Restore a backup; where it is right so, run `quanheng audit seal --reason` and say why.',
  },
  migration_must_be_known: {
    severity: 'error',
    zh: '数据库“{url}”含有本版程序没有的结构升级“{migration}”：它由更新的版本写成，或停在本版程序的结构起点之前。请使用写它的那一版程序，或换一个数据库。',
    en: 'The database "{url}" carries the migration "{migration}", which this version does not have: a newer version wrote it, or one from before the history of this version begins. Use that version, or another database.',
  },
  migration_must_be_unchanged: {
    severity: 'error',
    zh: '结构升级“{migration}”的内容与数据库“{url}”当时执行的不同。请恢复原来的 prisma/migrations 文件。',
    en: 'The migration "{migration}" is not the one that was applied to the database "{url}". Restore the original file in prisma/migrations.',
  },
  migration_must_have_finished: {
    severity: 'error',
    zh: '数据库“{url}”的结构升级“{migration}”没有执行完。请从备份恢复，或换一个数据库。',
    en: 'The migration "{migration}" of the database "{url}" was begun and never finished. Restore a backup, or use another database.',
  },
  migration_must_apply: {
    severity: 'error',
    zh: '数据库“{url}”的结构升级“{migration}”执行失败：{detail}。数据库没有改变；请换一个空的数据库，或改正冲突的表。',
    en: 'The migration "{migration}" cannot be applied to the database "{url}": {detail}. The database is unchanged; use an empty one, or remove what is in the way.',
  },
} as const satisfies ProblemCatalogue
export type StoreProblemCode = keyof typeof STORE_PROBLEMS

const storeProblem = problemsOf(STORE_PROBLEMS)

/** A failure of the database, as a problem with words; callers report it and stop. The driver's own error is the cause. */
export class StoreError extends Error {
  override name = 'StoreError'
  readonly problem: Problem

  constructor(code: StoreProblemCode, values: Readonly<Record<string, string>>, cause?: unknown) {
    const problem = storeProblem(code, values)
    super(messageOf(problem, 'en'), { cause })
    this.problem = problem
  }
}
