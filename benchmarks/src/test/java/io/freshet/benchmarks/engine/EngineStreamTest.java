package io.freshet.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.Interaction;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineStreamTest {
    private static final String ROWS = "user,item,timestamp_ms,value\nann,tea,10,5\nbob,tea,20,3\nann,cup,30,4\n";

    @TempDir
    private Path directory;

    @Test
    void aFileIsReadInItsOrderWithoutTheLowValues() throws IOException {
        List<Interaction> events = EngineStream.read(write(ROWS), 4f);

        assertThat(events).extracting(Interaction::itemId).containsExactly("tea", "cup");
        assertThat(events).extracting(Interaction::eventTimeMs).containsExactly(10L, 30L);
        assertThat(events.get(0).userId()).isSameAs(events.get(1).userId());
    }

    @Test
    void aPackedFileIsReadAsThePlainOne() throws IOException {
        Path packed = directory.resolve("events.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(ROWS.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(EngineStream.read(packed, 1f)).isEqualTo(EngineStream.read(write(ROWS), 1f));
    }

    @Test
    void whatCannotBeReadIsNamedWithItsLine() throws IOException {
        Path other = write("user;item\n");
        assertThatThrownBy(() -> EngineStream.read(other, 1f))
                .hasMessage(other + " begins with user;item: give a file with the header user,item,timestamp_ms,value");
        Path damaged = write(ROWS + "ann,tea,soon,1\n");
        assertThatThrownBy(() -> EngineStream.read(damaged, 1f))
                .hasMessage(damaged + ":5 is 'ann,tea,soon,1': it must have the columns user,item,timestamp_ms,value");
    }

    @Test
    void theGeneratedStreamIsTheSameEachTimeAndItsUsersComeBack() {
        List<Interaction> events = EngineStream.generated(20_000);

        assertThat(events).isEqualTo(EngineStream.generated(20_000)).hasSize(20_000);
        assertThat(events.stream().map(Interaction::userId).distinct().count()).isBetween(1_000L, 3_000L);
        assertThat(events.stream().map(Interaction::itemId).distinct().count()).isBetween(1_500L, 3_500L);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("events" + text.hashCode() + ".csv"), text);
    }
}
