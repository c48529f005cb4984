package io.freshet.jobs.validate;

import static io.freshet.jobs.validate.CleanStream.USERS;
import static io.freshet.jobs.validate.CleanStream.lineOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How users and items are written. */
class IdsValidationTest extends ValidationFixture {
    @ParameterizedTest
    @CsvSource({"null", "' NaN '", "Undefined", "-1"})
    void aWordForNothingIsNoUser(String word) {
        stream.change(7, row -> row.withUser(word));
        Finding ids = finding(report(), "user ids");
        assertThat(ids.status()).isEqualTo(Status.FAIL);
        assertThat(ids.figures()).containsEntry("placeholders", 1L).containsEntry("ids", 41L);
        assertThat(lines(ids)).containsExactly(lineOf(7));
    }

    @ParameterizedTest
    @CsvSource({
        "' 999',   padded,        WARN",
        "'999\u00A0', padded,     WARN",
        "999.0,    fractions,     WARN",
        "0999,     leading_zeros, WARN",
    })
    void oddSpellingIsAWarning(String id, String figure, Status status) {
        stream.change(7, row -> row.withItem(id));
        Finding ids = only("item ids", status);
        assertThat(ids.figures()).containsEntry(figure, 1L);
        assertThat(lines(ids)).containsExactly(lineOf(7));
    }

    @Test
    void leadingZerosOfCodesOfOneLengthAreFine() {
        stream.changeAll(row -> row.withItem("0" + (1000 + Integer.parseInt(row.item()))));
        assertThat(troubles(report())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"' 8'", "08", "8.0", "008.0"})
    void oneUserInTwoSpellingsIsAFailure(String id) {
        stream.change(USERS + 7, row -> row.withUser(id));
        Finding twins = finding(report(), "user id twins");
        assertThat(twins.status()).isEqualTo(Status.FAIL);
        assertThat(twins.figures()).containsEntry("by_form", 1L).containsEntry("by_case", 0L);
        assertThat(lines(twins)).containsExactly(lineOf(USERS + 7));
    }

    @Test
    void idsThatDifferByCaseAreAWarning() {
        stream.change(7, row -> row.withItem("Tea")).change(8, row -> row.withItem("tea"));
        Finding twins = only("item id twins", Status.WARN);
        assertThat(twins.figures()).containsEntry("by_form", 0L).containsEntry("by_case", 1L);
        assertThat(lines(twins)).containsExactly(lineOf(8));
    }

    @Test
    void theUserColumnInPlaceOfTheItemsIsAFailure() {
        stream.changeAll(row -> row.withItem(row.user()));
        Finding columns = only("id columns", Status.FAIL);
        assertThat(columns.figures()).containsEntry("equal", 2000L).containsEntry("share", 1.0);
    }
}
