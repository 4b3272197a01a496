import { saveFile } from './csv.ts'

/** Saves an answer that is a file under the name that the server gives it; what the request throws goes through. */
export async function saveAnswer(sent: Promise<Response>): Promise<void> {
  const response = await sent
  saveFile(nameIn(response.headers.get('content-disposition') ?? ''), await response.blob())
}

function nameIn(disposition: string): string {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? []
  if (encoded !== undefined) return decodeURIComponent(encoded)
  return /filename="([^"]+)"/i.exec(disposition)?.[1] ?? 'download'
}
