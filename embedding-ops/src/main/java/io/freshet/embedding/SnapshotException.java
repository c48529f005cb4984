package io.freshet.embedding;

import java.io.IOException;

/** A model that cannot be restored, or not be saved; the message says what, where, which limit, and what to do. */
public final class SnapshotException extends IOException {
    private static final long serialVersionUID = 1L;

    SnapshotException(String message) {
        super(message);
    }
}
