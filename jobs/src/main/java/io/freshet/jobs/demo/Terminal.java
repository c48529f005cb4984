package io.freshet.jobs.demo;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The size of the terminal, asked for again every {@value #REFRESH_MS} ms since windows are resized; not thread safe. */
public final class Terminal {
    private static final long REFRESH_MS = 2_000;
    private static final Size CLASSIC = new Size(80, 24);

    private Size size = CLASSIC;
    private long askedMs = Long.MIN_VALUE;

    record Size(int columns, int rows) {}

    /** Whether the output goes to a person; the launcher knows, and otherwise the JVM guesses. */
    public static boolean isAttached() {
        String told = System.getProperty("freshet.terminal");
        return told == null ? System.console() != null : Boolean.parseBoolean(told);
    }

    /** Undoes what a view did to the terminal, even if there was none. */
    public static void restore() {
        System.err.print(ConsoleView.RESTORE);
    }

    Size size() {
        long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        if (askedMs == Long.MIN_VALUE || now - askedMs >= REFRESH_MS) {
            askedMs = now;
            size = measured();
        }
        return size;
    }

    /** From the answer of {@code stty size}, "rows columns", or else the environment, or else 80x24. */
    static Size parse(String sttyAnswer, Map<String, String> environment) {
        String[] parts = sttyAnswer.strip().split(" ", -1);
        int rows = positive(parts[0], positive(environment.get("LINES"), CLASSIC.rows()));
        int columns =
                positive(parts.length > 1 ? parts[1] : null, positive(environment.get("COLUMNS"), CLASSIC.columns()));
        return new Size(columns, rows);
    }

    private static Size measured() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return parse(answer, System.getenv());
        } catch (IOException e) {
            return parse("", System.getenv());
        }
    }

    private static int positive(@Nullable String text, int otherwise) {
        try {
            int value = text == null ? 0 : Integer.parseInt(text);
            return value > 0 ? value : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
