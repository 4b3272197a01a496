import { type ProblemCatalogue, problemsOf } from '../../base/problem.ts'

/** What keeps the server from starting, and what is wrong with what its commands were asked. */
export const OPERATION_PROBLEMS = {
  configuration_must_be_valid: {
    severity: 'error',
    zh: '环境变量 {variable} 的值“{found}”不能用。{needed_zh}。',
    en: 'The environment variable {variable} is "{found}". {needed_en}.',
  },
  configuration_must_be_given: {
    severity: 'error',
    zh: '缺少环境变量 {variable}。{needed_zh}。',
    en: 'The environment variable {variable} is missing. {needed_en}.',
  },
  configuration_must_be_known: {
    severity: 'error',
    zh: '没有名为 {variable} 的环境变量；相近的是 {nearest}。请改正名称，或删去它。',
    en: 'There is no environment variable {variable}; the nearest is {nearest}. Correct its name, or remove it.',
  },
  secret_file_must_be_private: {
    severity: 'error',
    zh: '密钥文件 {path} 可被其他用户读取。请执行 chmod 600，或改用 QUANHENG_SECRET。',
    en: 'Others can read the secret in {path}. Run chmod 600 on it, or give QUANHENG_SECRET instead.',
  },
  secret_file_must_hold_a_secret: {
    severity: 'error',
    zh: '密钥文件 {path} 不足 32 个字符。请从备份恢复；若删除它，所有人须重新登录。',
    en: 'The secret in {path} has fewer than 32 characters. Restore it from a backup; if you delete it, everybody has to sign in again.',
  },
  data_folder_must_be_writable: {
    severity: 'error',
    zh: '数据文件夹 {path} 不能写入（{cause}）。请检查路径和权限。',
    en: 'The data folder {path} cannot be written ({cause}). Check the path and its permissions.',
  },
  disk_must_have_room: {
    severity: 'error',
    zh: '{place_zh}所在的磁盘已满。请清理磁盘或扩容。',
    en: 'The disk of {place_en} is full. Make room on it, or enlarge it.',
  },
  disk_must_be_writable: {
    severity: 'error',
    zh: '{place_zh}所在的磁盘不能写入。请检查权限，以及磁盘是否已变为只读。',
    en: 'The disk of {place_en} cannot be written. Check its permissions, and whether it has become read-only.',
  },
  database_must_be_writable: {
    severity: 'error',
    zh: '数据库不能写入。请检查数据库是否只读、磁盘是否出错，以及服务器日志。',
    en: 'The database cannot be written. Check whether it is read-only or its disk fails, and the log of the server.',
  },
  rules_must_load: {
    severity: 'error',
    zh: '考核规则未能载入。请在服务器上执行 quanheng rules check 查看原因。',
    en: 'The rules do not load. Run `quanheng rules check` on the server to see why.',
  },
  server_must_not_be_stopping: {
    severity: 'error',
    zh: '服务正在停止，不再接受新的操作。',
    en: 'The server is stopping and takes no new work.',
  },
  address_must_be_free: {
    severity: 'error',
    zh: '不能在 {address} 上提供服务（{cause}）。请用 QUANHENG_HOST、QUANHENG_PORT 换一个地址。',
    en: 'The server cannot listen on {address} ({cause}). Choose another address by QUANHENG_HOST and QUANHENG_PORT.',
  },
  demo_must_stay_on_this_machine: {
    severity: 'error',
    zh: '演示账号的密码是公开的，演示只在本机提供服务，而 QUANHENG_HOST 是“{host}”。请删去它，或用 quanheng serve 正式运行。',
    en: 'The passwords of the demo are printed for everybody, so it serves this machine only, but QUANHENG_HOST is "{host}". Remove it, or run `quanheng serve` for a company.',
  },
  account_name_must_be_known: {
    severity: 'error',
    zh: '没有用户名为“{username}”的账号。quanheng user list 列出全部账号。',
    en: 'There is no account with the user name "{username}". `quanheng user list` lists them.',
  },
  account_field_must_be_valid: {
    severity: 'error',
    zh: '{field}“{found}”不能用。用户名 2 到 64 个字符，不含空格、引号、尖括号；姓名 1 到 100 个字符；邮箱须完整。',
    en: 'The {field} "{found}" cannot be used. A user name has 2 to 64 characters without spaces, quotes or angle brackets; a name 1 to 100; an e-mail address must be whole.',
  },
  export_folder_must_be_new: {
    severity: 'error',
    zh: '文件夹 {path} 已有内容，没有改动它。请指定新的或空的文件夹。',
    en: 'The folder {path} holds files already and was left as it is. Name a new or empty one.',
  },
  export_folder_must_be_writable: {
    severity: 'error',
    zh: '文件夹 {path} 不能写入（{cause}）；没有留下任何文件。请检查路径、权限和磁盘空间。',
    en: 'The folder {path} cannot be written ({cause}); nothing was left behind. Check the path, its permissions and the space on the disk.',
  },
  backup_key_must_be_usable: {
    severity: 'error',
    zh: '--encrypt-to 的“{key}”不是 age 公钥。请写以 age1 开头的公钥；quanheng backup-key 可生成一对密钥。',
    en: '"{key}" of --encrypt-to is no key of age. Give the public key, which begins with age1; `quanheng backup-key` makes a pair of keys.',
  },
  backup_identity_must_be_given: {
    severity: 'error',
    zh: '备份“{file}”已加密。请用 --identity 给出私钥文件（以 AGE-SECRET-KEY- 开头的一行）。',
    en: 'The backup "{file}" is encrypted. Give the file with its identity, a line that begins with AGE-SECRET-KEY-, by --identity.',
  },
  backup_identity_must_be_usable: {
    severity: 'error',
    zh: '文件“{identity}”中没有可用的 age 私钥（以 AGE-SECRET-KEY- 开头的一行）。请检查路径和内容。',
    en: 'The file "{identity}" holds no identity of age, a line that begins with AGE-SECRET-KEY-. Check the path and what is in it.',
  },
  backup_must_open_with_the_identity: {
    severity: 'error',
    zh: '备份“{file}”不能用“{identity}”中的私钥解开：它是为别的密钥加密的，或文件已损坏。没有恢复任何数据。',
    en: 'The backup "{file}" does not open with the identity in "{identity}": it was encrypted to another key, or is damaged. Nothing was restored.',
  },
  backup_file_must_be_writable: {
    severity: 'error',
    zh: '不能写入“{file}”（{cause}）。请检查路径、权限和剩余空间。',
    en: '"{file}" cannot be written ({cause}). Check the path, its permissions and the space that is left.',
  },
  server_database_must_exist: {
    severity: 'error',
    zh: '没有数据库“{url}”。请检查 QUANHENG_DATABASE；数据库由 quanheng serve 第一次启动时建立。',
    en: 'There is no database "{url}". Check QUANHENG_DATABASE; the first start of `quanheng serve` makes the database.',
  },
} as const satisfies ProblemCatalogue

export const operationProblem = problemsOf(OPERATION_PROBLEMS)
