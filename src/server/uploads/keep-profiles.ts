import type { Upload } from '../../store/aggregates/uploads.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { type Actor, noteDeed, type Service } from '../kernel/service.ts'
import { saveProfile } from './save-profile.ts'

/** Keeps the mappings by which a committed upload was read as profiles of their headers, in the same transaction: what did not work is no profile. */
export async function keepProfiles(
  service: Service,
  actor: Actor,
  transaction: WriteTransaction,
  { id: upload, sheets }: Upload,
): Promise<void> {
  for (const { keepAs, table, columns, meanings = {}, forms, fill, key } of sheets) {
    if (!keepAs || !table) continue
    const { name, fingerprint, headers } = keepAs
    const content = { name, headers, columns: columns ?? {}, meanings, further: { forms, fill, key } }
    const saving = { at: service.now().toISOString(), by: actor.id, upload }
    const { id } = await saveProfile(transaction, { table, fingerprint }, content, saving)
    const deed = { action: 'mapping_profile.keep', subject: `mapping profile ${id}` }
    await noteDeed(service, actor, deed, transaction, { after: { table, fingerprint, ...content } })
  }
}
