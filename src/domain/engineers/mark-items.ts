/** What a regional manager marks 评分: overall 综合评价 (POLICY 5.1.3) and on-site resolution 现场解决 (5.1.4), which R&D managers rate too. */
export const MARK_ITEMS = ['overall', 'on_site_resolution'] as const
export type MarkItem = (typeof MARK_ITEMS)[number]
