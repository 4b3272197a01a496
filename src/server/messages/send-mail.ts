import { createTransport } from 'nodemailer'

export interface MailConfiguration {
  /** smtp://user:password@host:587, or smtps:// for TLS from the first byte. */
  readonly url: string
  /** The sender: "权衡 <appraisal@example.com>". */
  readonly from: string
}

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The same for every attempt at one message, so that receivers can tell a repetition. */
  readonly messageId: string
}

/** Where mails are handed over. A mail that was not taken rejects. */
export interface MailTransport {
  send(mail: Mail): Promise<void>
  close(): void
}

const TIMEOUT_MS = 15_000

/** Sends plain-text mails through the company's SMTP server. */
export function mailTransport({ url, from }: MailConfiguration): MailTransport {
  const transporter = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, subject, text, messageId }) {
      await transporter.sendMail({ from, to, subject, text, messageId, headers: { 'Auto-Submitted': 'auto-generated' } })
    },
    close: () => transporter.close(),
  }
}
