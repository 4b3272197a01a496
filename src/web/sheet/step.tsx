import './share.css'

/** One step of how an amount came about: what it is, how, and its figure. In a list with the class "steps". */
export function Step({ term, figure, how = '', isTotal = false }: { term: string; figure: string; how?: string; isTotal?: boolean }) {
  return (
    <div className={isTotal ? 'step total' : 'step'}>
      <dt>
        {term}
        {how !== '' && <span className="quiet">{how}</span>}
      </dt>
      <dd className="figures">{figure}</dd>
    </div>
  )
}
