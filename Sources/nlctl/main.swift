print("nlctl")
