package io.freshet.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RootCauseTest {

    @Test
    void theRootCauseIsOneLine() {
        Throwable stack = new IllegalStateException("outer", new IllegalArgumentException("row 7 is bad\nmore"));
        assertThat(RootCause.of(stack)).isEqualTo("IllegalArgumentException: row 7 is bad");
    }
}
