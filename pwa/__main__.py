from pwa.cli import main

main()
