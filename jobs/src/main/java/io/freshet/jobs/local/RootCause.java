package io.freshet.jobs.local;

/** The one line of a stack of exceptions that says what went wrong. */
public final class RootCause {
    private static final int DEEPEST = 50;

    private RootCause() {}

    /** Type and message of the innermost cause, on one line. */
    public static String of(Throwable problem) {
        Throwable cause = problem;
        for (int depth = 0; depth < DEEPEST && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        String type = cause.getClass().getSimpleName();
        return message == null || message.isBlank() ? type : type + ": " + firstLine(message);
    }

    private static String firstLine(String message) {
        return message.strip().lines().findFirst().orElse("").strip();
    }
}
