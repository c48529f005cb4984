package io.freshet.jobs.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A page read back by a parser that forgives nothing, so it only reads pages whose markup is XML too. */
final class HtmlPage {
    /** What is in these is not markup. */
    private static final Pattern RAW = Pattern.compile("(<(script|style)[^>]*>).*?(</\\2>)", Pattern.DOTALL);

    private final Document document;

    private HtmlPage(Document document) {
        this.document = document;
    }

    static HtmlPage parse(String html) throws IOException {
        String markup = RAW.matcher(html.replaceFirst("^<!DOCTYPE html>", "")).replaceAll("$1$3");
        try {
            return new HtmlPage(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(markup))));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("the page is not well-formed: " + e.getMessage(), e);
        }
    }

    /** All text, with runs of white space as one space. */
    String text() {
        return text(document.getDocumentElement());
    }

    List<String> texts(String tag) {
        return elements(tag).stream().map(HtmlPage::text).toList();
    }

    List<Element> elements(String tag) {
        NodeList nodes = document.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static String text(Element element) {
        return element.getTextContent().replaceAll("\\s+", " ").strip();
    }
}
