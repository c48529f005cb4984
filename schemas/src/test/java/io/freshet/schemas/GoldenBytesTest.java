package io.freshet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Samples.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files were written by fastavro (Python), so they also prove that others read and write the same bytes. */
final class GoldenBytesTest {
    static List<Sample<?>> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void encodesToTheGoldenBytes(Sample<T> sample) throws IOException {
        assertThat(sample.codec().encode(sample.record()))
                .isEqualTo(golden(sample.codec().name()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void decodesTheGoldenBytes(Sample<T> sample) throws Exception {
        assertThat(sample.codec().decode(golden(sample.codec().name()))).isEqualTo(sample.record());
    }

    @Test
    void decodesTheGoldenBytesOfTheFirstRelease() throws Exception {
        assertThat(Codec.itemState().decode(golden("ItemState-0.1"))).isEqualTo(Samples.ITEM_STATE_0_1);
    }

    @Test
    void decodesTheGoldenBytesFromBeforeDeclaredFeatures() throws Exception {
        assertThat(Codec.itemState().decode(golden("ItemState-0.1-neighbours")))
                .isEqualTo(Samples.ITEM_STATE_NEIGHBOURS);
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = GoldenBytesTest.class.getResourceAsStream("/golden/" + name + ".hex")) {
            String hex = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        }
    }
}
