package io.freshet.jobs.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1574607600000, 1574607600000",
        "1970-01-02, 86400000",
        "2019-11-24, 1574553600000",
        "2019-11-24T15:00:00Z, 1574607600000",
        "2019-11-24T15:00:00.250Z, 1574607600250",
        "2019-11-24T16:00:00+01:00, 1574607600000",
        "' 1970-01-02 ', 86400000"
    })
    void datesInstantsAndMillisecondsAreUnderstood(String text, long millis) {
        assertThat(TimeText.toMillis("--from", text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2019-13-01", "2019-02-30", "2019-11-24T15:00:00", "24.11.2019", "-5", "1.5"})
    void anythingElseIsRefusedWithWhatIsUnderstood(String text) {
        assertThatThrownBy(() -> TimeText.toMillis("--from", text))
                .isInstanceOf(InputException.class)
                .hasMessage("--from '" + text + "' is no time: give a date such as 2019-11-24 (UTC), an instant such as"
                        + " 2019-11-24T15:00:00Z, or milliseconds since 1970");
    }

    @Test
    void timesBefore1970AreRefused() {
        assertThatThrownBy(() -> TimeText.toMillis("--to", "1969-12-31"))
                .isInstanceOf(InputException.class)
                .hasMessage("--to '1969-12-31' is before 1970: give a later time");
    }
}
