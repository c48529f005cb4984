package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.RowDelta;
import io.freshet.features.RowDeltaFormat;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** Compares deltas by what is sent of them; to compare field by field takes seconds for those of a stream. */
final class SameDeltas {
    private SameDeltas() {}

    static void assertSame(List<RowDelta> actual, List<RowDelta> expected) {
        assertThat(actual)
                .isNotEmpty()
                .usingElementComparator((a, b) -> Arrays.compare(bytes(a), bytes(b)))
                .containsExactlyElementsOf(expected);
    }

    private static byte[] bytes(RowDelta delta) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            RowDeltaFormat.write(delta, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
