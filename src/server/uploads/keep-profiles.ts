import { keepProfile, type MappingProfile } from '../../store/aggregates/mapping-profiles.ts'
import type { Upload } from '../../store/aggregates/uploads.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { type Actor, noteDeed, type Service } from '../kernel/service.ts'

/** Keeps the mappings by which a committed upload was read as profiles of their headers, in the same transaction: what did not work is no profile. */
export async function keepProfiles(service: Service, actor: Actor, transaction: WriteTransaction, { sheets }: Upload): Promise<void> {
  for (const { keepAs, table, columns, meanings = {}, forms, fill, key } of sheets) {
    if (keepAs && table)
      await keep(service, actor, transaction, { ...keepAs, table, columns: columns ?? {}, meanings, further: { forms, fill, key } })
  }
}

/** Keeps one profile; one of the same table and headers is replaced. Answers its number. */
async function keep(
  service: Service,
  actor: Actor,
  transaction: WriteTransaction,
  profile: Omit<MappingProfile, 'id' | 'createdAt' | 'createdBy' | 'usedAt'>,
): Promise<number> {
  const at = service.now().toISOString()
  const id = await keepProfile(transaction, { ...profile, createdAt: at, createdBy: actor.id, usedAt: at })
  await noteDeed(service, actor, { action: 'mapping_profile.keep', subject: `mapping profile ${id}` }, transaction, { after: profile })
  return id
}
