/** The views by name, apart from the views themselves: who parses a command line needs no more. */
export type ViewName = 'summary' | 'timeline' | 'replies' | 'transfers' | 'diagnose' | 'lab';

/** Views that are several tables: as CSV each goes into a file of its own. */
export function isSeveralTables(view: ViewName): boolean {
  return view === 'summary' || view === 'lab';
}
