import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

export interface ReceivedMail {
  readonly to: string
  readonly messageId: string
  /** The body with its transfer encoding undone. */
  readonly text: string
}

/** An SMTP server on this machine that keeps what it is given: just enough of RFC 5321 for a client without TLS. */
export interface SmtpReceiver {
  readonly url: string
  readonly mails: ReceivedMail[]
  /** Answers 451 to every mail while it is set. */
  refuse: boolean
  close(): Promise<void>
}

export async function smtpReceiver(): Promise<SmtpReceiver> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => sockets.delete(socket))
    converse(socket, receiver)
  })
  const receiver: SmtpReceiver = {
    url: `smtp://127.0.0.1:${await listening(server)}`,
    mails: [],
    refuse: false,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return receiver
}

function converse(socket: Socket, receiver: SmtpReceiver): void {
  let to = ''
  let data: string[] | undefined
  let rest = ''
  const say = (line: string) => socket.write(`${line}\r\n`)
  const heard = (line: string) => {
    if (data !== undefined) {
      if (line !== '.') data.push(line)
      else {
        receiver.mails.push(mailFrom(to, data))
        data = undefined
        say('250 kept')
      }
      return
    }
    const command = line.slice(0, 4).toUpperCase()
    if (command === 'EHLO') say('250 receiver')
    else if (command === 'RCPT') {
      to = /<([^>]*)>/.exec(line)?.[1] ?? ''
      say(receiver.refuse ? '451 try again later' : '250 known')
    } else if (command === 'DATA') {
      data = []
      say('354 go on')
    } else if (command === 'QUIT') {
      say('221 bye')
      socket.end()
    } else say('250 fine')
  }
  say('220 receiver')
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString('utf8')).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) heard(line)
  })
}

function mailFrom(to: string, lines: readonly string[]): ReceivedMail {
  const end = lines.indexOf('')
  const head = lines.slice(0, end).join('\n')
  const body = lines.slice(end + 1)
  const header = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(head)?.[1] ?? ''
  const encoding = header('Content-Transfer-Encoding').toLowerCase()
  return { to, messageId: header('Message-ID'), text: decoded(encoding, body) }
}

function decoded(encoding: string, lines: readonly string[]): string {
  if (encoding === 'base64') return Buffer.from(lines.join(''), 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return lines.join('\n')
  const text = lines.join('\n').replace(/=\n/g, '')
  const bytes = text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

export interface ReceivedRequest {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A web server on this machine that keeps what is posted to it. */
export interface HttpReceiver {
  readonly url: string
  readonly requests: ReceivedRequest[]
  answer: { readonly status: number; readonly body: string }
  close(): Promise<void>
}

export async function httpReceiver(): Promise<HttpReceiver> {
  const server = createHttpServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      receiver.requests.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
      const { status, body } = receiver.answer
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close', location: '/elsewhere' }).end(body)
    })
  })
  const receiver: HttpReceiver = {
    url: `http://127.0.0.1:${await listening(server)}`,
    requests: [],
    answer: { status: 200, body: '{"errcode":0,"errmsg":"ok"}' },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return receiver
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))
}
