package io.freshet.jobs.input;

/** One row that cannot be understood, although the rows around it may be. */
final class DamagedRowException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedRowException(String message) {
        super(message, null, false, false);
    }
}
