package io.freshet.jobs.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.features.ItemFacts;
import io.freshet.ranking.eval.RecordedCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CatalogueFileTest {
    @TempDir
    private Path directory;

    @Test
    void readsLinesOfJson() throws IOException {
        List<RecordedCatalogue.Entry> entries = read(
                """
                {"itemId":"b","content":[0.5,-1],"updatedMs":20}

                {"itemId":"a","title":"A","available":false,"categories":["x","y"]}
                """);
        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).itemId()).isEqualTo("a");
        assertThat(entries.get(0).facts()).isEqualTo(new ItemFacts(false, List.of("x", "y")));
        assertThat(entries.get(0).content()).isNull();
        assertThat(entries.get(0).fromMs()).isZero();
        assertThat(entries.get(1).facts()).isEqualTo(ItemFacts.USUAL);
        assertThat(entries.get(1).content()).containsExactly(0.5f, -1f);
        assertThat(entries.get(1).fromMs()).isEqualTo(20);
    }

    @Test
    void filmsHaveGenresAndHowNearTheirYearIsToEachQuarter() throws IOException {
        List<RecordedCatalogue.Entry> entries = read(
                """
                1::Old (1950)::War
                2::Q1 (1960)::Drama|War
                3::Middle (1970)::Drama
                4::Between (1975)::Drama
                5::Q3 (1980)::Drama
                6::Newer (1985)::Drama
                7::New (1990)::Drama
                8::No year::
                9::Half (1965)::War
                """);
        assertThat(entries).hasSize(9);
        // quartiles of the eight years with one: 1950, 1960, 1970, 1980, 1990
        assertThat(entries.get(0).content()).containsExactly(0f, 1f, 1f, 0f, 0f, 0f, 0f);
        assertThat(entries.get(1).content()).containsExactly(1f, 1f, 0f, 1f, 0f, 0f, 0f);
        assertThat(entries.get(3).content()).containsExactly(1f, 0f, 0f, 0f, 0.5f, 0.5f, 0f);
        assertThat(entries.get(6).content()).containsExactly(1f, 0f, 0f, 0f, 0f, 0f, 1f);
        assertThat(entries.get(7).content()).containsOnly(0f);
        assertThat(entries.get(8).facts().categories()).containsExactly("War");
    }

    @Test
    void filmsMayComeInColumns() throws IOException {
        List<RecordedCatalogue.Entry> entries = read("title\tItem\tgenres\nA (1999)\t7\tX\n");
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).itemId()).isEqualTo("7");
        assertThat(entries.get(0).content()).hasSize(6).startsWith(1f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"itemId\":\"a\",\"contents\":[1]}|line 1: there is no field 'contents'",
                "{\"available\":true}|line 1: itemId is missing",
                "{\"itemId\":\"a\",\"content\":[]}|line 1: content must be 1 to 4096 numbers, but has 0",
                "{\"itemId\":\"a\",\"content\":[1,\"x\"]}|line 1: content has \"x\" at place 1",
                "{\"itemId\":\"a\",|line 1: it is no JSON",
                "item,vector|begins with 'item,vector', which is no form of a catalogue known",
                "1::A (1990)|line 1: it has 2 columns"
            })
    void refusesWhatItCannotUseWithItsPlace(String text, String problem) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(InputException.class).hasMessageContaining(problem);
    }

    @Test
    void refusesVectorsOfTwoLengths() {
        assertThatThrownBy(() -> read("{\"itemId\":\"a\",\"content\":[1,2]}\n{\"itemId\":\"b\",\"content\":[1]}"))
                .hasMessageContaining("line 2: content has 1 numbers, but 2 in an earlier line");
    }

    private List<RecordedCatalogue.Entry> read(String text) throws IOException {
        Path file = directory.resolve("items");
        Files.writeString(file, text);
        return CatalogueFile.read(file).entries();
    }
}
