import { Page } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import { HOME } from './words.ts'

export function HomePage() {
  const say = useWords(HOME)
  return <Page title={say('title')}>{null}</Page>
}
