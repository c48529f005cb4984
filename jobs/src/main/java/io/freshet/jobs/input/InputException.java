package io.freshet.jobs.input;

/** An input that cannot be used; the message is one line for the person at the terminal: what, which limit, what to do. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InputException(String message) {
        super(message);
    }

    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
