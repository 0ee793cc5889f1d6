const SHOWN = 8

/** A batch's number, 32 hexadecimal digits, short enough to read; a batch is told apart by its first ones. */
export const shortBatchNo = (batchNo: string) => batchNo.slice(0, SHOWN)
