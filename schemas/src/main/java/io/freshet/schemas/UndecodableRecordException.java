package io.freshet.schemas;

import org.jspecify.annotations.Nullable;

/** The bytes are not a record of the expected kind; they belong in the dead letters, with this message. */
public final class UndecodableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    /** How far decoding came. */
    public enum Reason {
        /** Null, too short, or without the marker of Avro's single-object encoding. */
        NOT_AVRO,
        /** The fingerprint is of no schema this codec knows. */
        UNKNOWN_SCHEMA,
        /** The bytes do not follow their schema. */
        MALFORMED,
        /** Bytes are left over behind the record. */
        TRAILING_BYTES,
        /** The record's own rules refuse its values. */
        INVALID
    }

    private final Reason reason;

    UndecodableRecordException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
