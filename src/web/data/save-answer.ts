/** Saves an answer that is a file under the name that the server gives it. */
export async function saveAnswer(sent: Promise<Response>): Promise<void> {
  const response = await sent
  saveBlob(await response.blob(), nameIn(response.headers.get('content-disposition') ?? ''))
}

/** Saves content as a file of that name. */
export function saveBlob(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

function nameIn(disposition: string): string {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? []
  if (encoded !== undefined) return decodeURIComponent(encoded)
  return /filename="([^"]+)"/i.exec(disposition)?.[1] ?? 'download'
}
