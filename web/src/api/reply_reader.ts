/** Reads replies that `api/openapi.yaml` leaves open. What is absent or of another kind is null or empty, never an exception. */
export class ReplyReader {
  private readonly fields: Record<string, unknown>

  constructor(value: unknown) {
    this.fields = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
  }

  has(key: string): boolean {
    return this.fields[key] !== undefined && this.fields[key] !== null
  }

  text(key: string): string {
    const value = this.fields[key]
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
  }

  number(key: string): number | null {
    const value = this.fields[key]
    return typeof value === 'number' ? value : null
  }

  flag(key: string): boolean {
    return this.fields[key] === true
  }

  object(key: string): ReplyReader | null {
    return this.has(key) ? new ReplyReader(this.fields[key]) : null
  }

  objects(key: string): ReplyReader[] {
    const value = this.fields[key]
    return Array.isArray(value) ? value.map((entry) => new ReplyReader(entry)) : []
  }

  texts(key: string): string[] {
    const value = this.fields[key]
    return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : []
  }
}
