package io.freshet.jobs.validate;

import static io.freshet.jobs.validate.CleanStream.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.jobs.input.InputException;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows can be read, and a stream with which nothing is wrong. */
class RowsValidationTest extends ValidationFixture {
    @Test
    void aCleanStreamPassesEveryCheck() {
        Report report = report();
        assertThat(troubles(report)).isEmpty();
        assertThat(report.passes()).isTrue();
        assertThat(report.checks()).hasSize(19);
        assertThat(finding(report, "size").figures())
                .containsEntry("events", 2000L)
                .containsEntry("users", 40L)
                .containsEntry("items", 200L)
                .containsEntry("pairs", 2000L)
                .containsEntry("density", 0.25);
        assertThat(advice(report).mode()).isEqualTo(Mode.G);
        assertThat(advice(report).variant()).isEqualTo(Variant.X);
        assertThat(advice(report).command())
                .isEqualTo("./freshet replay --input " + folder.resolve("in.csv") + " --mode G --variant X");
    }

    @Test
    void aDamagedRowIsShownWithItsLineAndReason() {
        stream.change(10, row -> row.at(-5));
        Finding rows = only("readable rows", Status.WARN);
        assertThat(rows.figures()).containsEntry("damaged", 1L).containsEntry("gives_up_at_row", 0L);
        assertThat(rows.examples()).containsExactly(new Example(12, "timestamp_ms is no time: '-5'"));
    }

    @Test
    void aValueThatIsNoNumberIsADamagedRow() {
        stream.change(10, row -> row.worth("NaN"));
        assertThat(only("readable rows", Status.WARN).examples())
                .containsExactly(new Example(12, "value is no number: 'NaN'"));
    }

    @Test
    void moreDamageThanAReplayBearsIsAFailureAndIsShownToTheEnd() {
        for (int row = 19; row < EVENTS; row += 20) {
            stream.change(row, damaged -> damaged.worth("x"));
        }
        Finding rows = only("readable rows", Status.FAIL);
        assertThat(rows.figures()).containsEntry("damaged", 100L).containsEntry("gives_up_at_row", 100L);
        assertThat(rows.examples()).hasSize(100).last().isEqualTo(new Example(2001, "value is no number: 'x'"));
        assertThatThrownBy(this::replayed).isInstanceOf(InputException.class).hasMessageContaining("first 100 rows");
    }

    @Test
    void damageIsJudgedAtTheHundredthRowAsAReplayDoes() {
        for (int row = 0; row < 50; row++) {
            stream.change(row, damaged -> damaged.worth("x"));
        }
        Finding rows = finding(report(), "readable rows");
        assertThat(rows.status()).isEqualTo(Status.FAIL);
        assertThat(rows.figures()).containsEntry("damaged", 50L).containsEntry("gives_up_at_row", 100L);
        assertThatThrownBy(this::replayed)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("50 of the first 100");
    }

    @Test
    void damageOfAShortFileIsJudgedAtItsEndAsAReplayDoes() {
        String sound = "user,item,timestamp_ms,value\na,x,1600000010000,1\n";
        Finding borne = finding(report(sound + "a,y,soon,1\n", null), "readable rows");
        assertThat(borne.status()).isEqualTo(Status.WARN);
        assertThat(borne.message()).endsWith("a replay passes over them.");
        Finding tooMany = finding(report(sound + "a,y,soon,1\n".repeat(2), null), "readable rows");
        assertThat(tooMany.status()).isEqualTo(Status.FAIL);
        assertThat(tooMany.message()).endsWith("a replay gives up at row 3.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                               | is empty
                    '1,2,1600000000000,4\\n'         | no column 'user'
                    'user,item,timestamp_ms,value\\n' | has no rows
                    """)
    void aFileWithoutRowsOrHeaderCannotBeUsed(String text, String message) {
        assertThatThrownBy(() -> report(text.replace("\\n", "\n"), null))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFileOfDamagedRowsOnlyCannotBeUsed() {
        stream.changeAll(row -> row.at(-1));
        assertThatThrownBy(this::report)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("every row of")
                .hasMessageContaining("(2000); the first: line 2: timestamp_ms is no time: '-1'. Repair the file");
    }

    /** The only finding that is no pass. */
}
