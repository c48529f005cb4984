package io.freshet.embedding;

/** In what form a table keeps its vectors for scanning. */
public enum ScanFormat {
    /** As they are: 4·dimension bytes a row, exact. */
    FLOAT32,

    /** As codes of one byte with a scale per row: dimension + 4 bytes a row; the best are scored again exactly. */
    INT8
}
