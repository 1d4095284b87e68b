import type { components } from './schema'

/** A table as `report` lays it out for screen, page and workbook alike. */
export type ReportTableView = components['schemas']['ReportTables']['tables'][number]
