package io.freshet.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.rundir.PerEvent;
import io.freshet.jobs.rundir.RunDirectory;
import io.freshet.jobs.rundir.RunFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowTestTest {
    @TempDir
    private Path dir;

    @Test
    void windowsOverlapByHalfAndEndWithTheStream() throws IOException {
        List<WindowTest> windows = sliding(8, 4, 0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(windows).extracting(WindowTest::from).containsExactly(0, 2, 4);
        assertThat(windows).extracting(WindowTest::to).containsExactly(4, 6, 8);
        assertThat(windows).extracting(WindowTest::events).containsExactly(4, 4, 4);
    }

    @Test
    void aWindowIsOfTheStreamAndHasOnlyWhatWasTestedInIt() throws IOException {
        List<WindowTest> windows = sliding(12, 4, 1, 2, 11);
        assertThat(windows).extracting(WindowTest::from).containsExactly(0, 2, 8);
        assertThat(windows).extracting(WindowTest::events).containsExactly(2, 1, 1);
    }

    @Test
    void aWindowAsLongAsTheStreamIsTheOnlyOne() throws IOException {
        assertThat(sliding(3, 3, 0, 1, 2)).hasSize(1);
    }

    @Test
    void sharesAndDiscordantEventsAreThoseOfTheWindow() throws IOException {
        // hits alternate: the reference has the even events, the run all but every fourth
        WindowTest second = sliding(8, 4, 0, 1, 2, 3, 4, 5, 6, 7).get(1);
        assertThat(second.reference()).isEqualTo(2 / 4.0);
        assertThat(second.value()).isEqualTo(3 / 4.0);
        assertThat(second.test()).isEqualTo(new McNemar(2, 1));
    }

    private List<WindowTest> sliding(int stream, int length, int... indexes) throws IOException {
        RunFixture fixture = new RunFixture("a", "b").events(stream);
        for (int index : indexes) {
            fixture.tested(index, "u", 1, "5", index % 2 == 0 ? 1 : 0, index % 4 == 0 ? 0 : 1);
        }
        PerEvent events = RunDirectory.open(fixture.write(dir.resolve("run"))).perEvent(List.of("a", "b"));
        return WindowTest.sliding(events, events.ranks("a"), events.ranks("b"), Metric.HR_10, stream, length);
    }
}
