import { useParams } from '@tanstack/react-router'
import { periodName } from '../parts/format.ts'
import { Page } from '../parts/page.tsx'

export function MonthPage() {
  const { period } = useParams({ from: '/shell/periods/$period' })
  return <Page title={periodName(period)}>{null}</Page>
}
