package io.freshet.jobs.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class OpenFilesTest {
    private final IOException first = new IOException("first");
    private final IOException second = new IOException("second");
    private final AtomicBoolean closed = new AtomicBoolean();

    @Test
    void everyFileIsClosedAndEveryFailureTold() {
        Throwable thrown = catchThrowable(files()::close);
        assertThat(closed).isTrue();
        assertThat(thrown).isSameAs(first);
        assertThat(thrown.getSuppressed()).containsExactly(second);
    }

    @Test
    void whatWentWrongBeforeIsNotHidden() {
        IllegalStateException failure = new IllegalStateException("a run failed");
        Throwable thrown = catchThrowable(() -> {
            try (Closeable files = files()) {
                assertThat(files).isNotNull();
                throw failure;
            }
        });
        assertThat(thrown).isSameAs(failure);
        assertThat(thrown.getSuppressed()).containsExactly(first);
    }

    private OpenFiles files() {
        OpenFiles files = new OpenFiles();
        files.add(failing(first));
        files.add(failing(second));
        files.add(() -> closed.set(true));
        return files;
    }

    private static Closeable failing(IOException failure) {
        return () -> {
            throw failure;
        };
    }
}
