/**
 * Which rows of attendance on the days from $2 are events of them: not of a slip that began before the days, and not a second row of an
 * event that has a slip (service-by-engineer.ts). A condition on the table itself; $1 is the book.
 */
export const COUNTED_EVENT = `NOT EXISTS (
    SELECT 1 FROM attendance AS begun WHERE begun.book = $1 AND begun.slip = attendance.slip AND begun.employee = attendance.employee
      AND begun.kind = attendance.kind AND begun.date < $2)
  AND NOT (slip IS NULL AND EXISTS (
    SELECT 1 FROM attendance AS slipped WHERE slipped.book = $1 AND slipped.date = attendance.date AND slipped.employee = attendance.employee
      AND slipped.kind = attendance.kind AND slipped.shift IS NOT DISTINCT FROM attendance.shift AND slipped.slip IS NOT NULL))`
