import type { components } from './schema'

/** Tables as `report` lays them out for screen, page and workbook alike, with the figures that the report begins with. */
export type ReportTablesView = components['schemas']['ReportTables']
export type ReportTableView = components['schemas']['ReportTable']
export type HeadlineView = ReportTablesView['headlines'][number]

/** The tables of one subject, in the order of the report. */
export interface TableGroup {
  id: string
  title: string
  tables: ReportTableView[]
}

/** Tables in the order of the reply, put together by subject. */
export function tableGroups(view: ReportTablesView): TableGroup[] {
  const groups: TableGroup[] = []
  for (const table of view.tables) {
    const last = groups.at(-1)
    if (last !== undefined && last.id === table.group) last.tables.push(table)
    else groups.push({ id: table.group, title: table.group_title, tables: [table] })
  }
  return groups
}
