"""The same in another language, in the order in which a translation walks.

table (which languages there are) and negotiate (which one a reader gets); po (a file is read into messages), catalog
(what stands in it, unjudged), checking (what is wrong with it), signatures (who has read it), standing (what may be
shown), catalogs and domain (which hand it to Flask-Babel).
"""
