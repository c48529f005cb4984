package io.freshet.jobs.replay;

import io.freshet.ranking.eval.Accuracy;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Window;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lists of the last tenth's tests as a TREC run: {@code query Q0 document rank score tag}, a query for each event.
 * One thread.
 */
final class TrecRun implements Closeable {
    private final RecordedStream stream;
    private final String tag;
    private final Window window;
    private final @Nullable BufferedWriter out;

    private TrecRun(TestPlan plan, String tag, @Nullable BufferedWriter out) {
        this.stream = plan.stream();
        this.tag = tag;
        this.window = Window.lastTenth(plan);
        this.out = out;
    }

    /** One that writes nothing. */
    static TrecRun none(TestPlan plan) {
        return new TrecRun(plan, "", null);
    }

    static TrecRun to(Path file, TestPlan plan, String tag) throws IOException {
        return new TrecRun(plan, tag, Files.newBufferedWriter(file));
    }

    /** Places that are wanted of a list. */
    int depth() {
        return out == null ? 0 : Accuracy.LONG_N;
    }

    void add(int index, int[] items, int size) {
        if (out == null || index < window.from()) {
            return;
        }
        try {
            for (int place = 0; place < size; place++) {
                out.write(index + " Q0 " + document(stream, items[place]) + " " + (place + 1) + " " + (size - place)
                        + " " + tag + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What each test of the last tenth looked for: {@code query 0 document 1}. */
    static void writeRelevance(Path file, TestPlan plan) throws IOException {
        Window window = Window.lastTenth(plan);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int index = window.from(); index < window.to(); index++) {
                if (plan.isTested(index)) {
                    out.write(index + " 0 "
                            + document(plan.stream(), plan.stream().item(index)) + " 1\n");
                }
            }
        }
    }

    /** TREC's columns end at blanks, so an id may have none. */
    private static String document(RecordedStream stream, int item) {
        return stream.itemId(item).replace("%", "%25").replaceAll("\\s", "%20");
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
